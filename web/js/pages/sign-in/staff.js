import { signInStaff } from '../../api/accounts.js';
import { runSignIn } from './form.js';

runSignIn({
  signIn: ({ name, password }) => signInStaff({ name, password }),
  missing: { name: 'Type your sign-in name', password: 'Type your password' },
});
